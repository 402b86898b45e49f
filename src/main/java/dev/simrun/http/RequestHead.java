package dev.simrun.http;

import dev.simrun.api.Unserved;
import dev.simrun.event.Refusal;
import dev.simrun.http.MessageReader.Framing;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The head of a request, read in the order and with the judgement of Go's net/http (WIRE.md §1).
 *
 * @param request without its body
 * @param old whether it is of HTTP/1.0
 * @param last whether the connection ends with its answer
 * @param expecting whether its client waits to be told to send the body
 */
record RequestHead(Request request, Framing framing, boolean old, boolean last, boolean expecting) {
    private static final Pattern VERSION = Pattern.compile("HTTP/(\\d)\\.(\\d)");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final List<String> NO_TRAILERS = List.of("transfer-encoding", "trailer", "content-length");

    static RequestHead of(MessageReader.Head head) throws MalformedException {
        var words = head.start().split(" ", 3);
        if (words.length < 3) {
            throw MalformedException.of("not a request line");
        }
        if (!WireText.isToken(words[0])) {
            throw MalformedException.of("not a method");
        }
        var version = VERSION.matcher(words[2]);
        if (!version.matches()) {
            throw MalformedException.of("not a version of HTTP");
        }
        var request = request(words[0], words[1], head.headers());
        if (values(request, "Host").size() > 1) {
            throw MalformedException.of("too many Host headers");
        }
        boolean first = version.group(1).equals("1");
        boolean old = first && version.group(2).equals("0");
        var framing = framing(request, old);
        boolean preface = isPreface(head);
        if (!first && !preface) {
            throw MalformedException.unsupportedVersion();
        }
        requireHost(request, old || preface);
        requireNames(request);
        boolean expecting = expects(request) && !old && !framing.equals(Framing.NONE);
        return new RequestHead(request, framing, old, preface || isLast(request, old), expecting);
    }

    /** What can be told of a request that is none, or of one that is refused for its body. */
    static Unserved unserved(MessageReader.Head head, Refusal cause, String reason) {
        var words = head.start().split(" ", 3);
        boolean method = words.length > 1 && WireText.isToken(words[0]);
        boolean path = method && words[1].startsWith("/");
        return new Unserved(
                method ? Optional.of(words[0]) : Optional.empty(),
                path ? Optional.of(words[1].split("\\?", 2)[0]) : Optional.empty(),
                head.headers(),
                cause,
                reason);
    }

    /** That of HTTP/2, which Go's server hands to whoever may know it. */
    private static boolean isPreface(MessageReader.Head head) {
        return head.start().equals("PRI * HTTP/2.0") && head.headers().lines().isEmpty();
    }

    private static Request request(String method, String target, Headers headers) throws MalformedException {
        int mark = target.indexOf('?');
        Optional<String> query = mark < 0 ? Optional.empty() : Optional.of(target.substring(mark + 1));
        var path = path(method, mark < 0 ? target : target.substring(0, mark));
        if (WireText.hasControls(target) || target.indexOf('\t') >= 0) {
            throw MalformedException.of("a control character in the request's target");
        }
        return new Request(method, path, query, headers, Bytes.EMPTY, Headers.NONE, Request.BodyEnd.COMPLETE);
    }

    /** As sent; of the absolute form, which proxies are sent (RFC 9112 §3.2.2), only the path. */
    private static String path(String method, String target) throws MalformedException {
        if (target.equals("*")) {
            return target;
        }
        var path = target;
        boolean absolute = !target.startsWith("/") && SCHEME.matcher(target).matches();
        if (absolute || method.equals("CONNECT")) {
            int authority = target.indexOf("//");
            int slash = target.indexOf('/', authority < 0 ? 0 : authority + 2);
            path = slash < 0 ? "/" : target.substring(slash);
        }
        if (!path.startsWith("/") || BROKEN_ESCAPE.matcher(path).find()) {
            throw MalformedException.of("not a request's target");
        }
        return path;
    }

    /** Chunks win over a length; a request with neither has no body. */
    private static Framing framing(Request request, boolean old) throws MalformedException {
        var encodings = old ? List.<String>of() : values(request, "Transfer-Encoding");
        var lengths = values(request, "Content-Length");
        boolean chunked = !encodings.isEmpty();
        if (chunked && !(encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked"))) {
            throw MalformedException.unsupportedEncoding(encodings);
        }
        if (lengths.size() > 1 && !lengths.stream().allMatch(lengths.getFirst()::equals)) {
            throw MalformedException.of("several lengths");
        }
        Framing counted = lengths.isEmpty() ? Framing.NONE : length(lengths.getFirst());
        if (chunked && tokens(request, "Trailer").stream().anyMatch(NO_TRAILERS::contains)) {
            throw MalformedException.of("framing among the trailers");
        }
        return chunked ? new Framing.Chunks() : counted;
    }

    /** A {@code Content-Length}. */
    static Framing.Length length(String text) throws MalformedException {
        try {
            if (DIGITS.matcher(text).matches()) {
                return new Framing.Length(Long.parseLong(text));
            }
        } catch (NumberFormatException e) {
            // said below: it is too large
        }
        throw MalformedException.of("\"" + WireText.start(text) + "\" is not a length in bytes");
    }

    private static void requireHost(Request request, boolean optional) throws MalformedException {
        var hosts = values(request, "Host");
        if (hosts.isEmpty() && !optional && !request.method().equals("CONNECT")) {
            throw MalformedException.badRequest("missing required Host header");
        }
        if (!hosts.isEmpty() && !WireText.isHost(hosts.getFirst())) {
            throw MalformedException.badRequest("malformed Host header");
        }
    }

    /** The reader of lines lets blanks pass, so that one before a colon has this answer. */
    private static void requireNames(Request request) throws MalformedException {
        for (var line : request.headers().lines()) {
            if (!WireText.isToken(line.name())) {
                throw MalformedException.badRequest("invalid header name");
            }
        }
    }

    private static boolean isLast(Request request, boolean old) {
        var wishes = tokens(request, "Connection");
        return wishes.contains("close") || (old && !wishes.contains("keep-alive"));
    }

    private static boolean expects(Request request) throws MalformedException {
        var expected = tokens(request, "Expect");
        boolean continues = expected.contains("100-continue");
        if (!continues && !expected.isEmpty() && !expected.getFirst().isEmpty()) {
            throw MalformedException.unexpected(expected.getFirst());
        }
        return continues;
    }

    private static List<String> values(Request request, String name) {
        var values = new ArrayList<String>(0);
        for (var line : request.headers().lines()) {
            if (line.name().equalsIgnoreCase(name)) {
                values.add(line.value());
            }
        }
        return values;
    }

    /** The words of a list, in small letters. */
    private static List<String> tokens(Request request, String name) {
        var tokens = new ArrayList<String>(0);
        for (var value : values(request, name)) {
            for (var word : value.split(",", -1)) {
                tokens.add(word.strip().toLowerCase(Locale.ROOT));
            }
        }
        return tokens;
    }
}
