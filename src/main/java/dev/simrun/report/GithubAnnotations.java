package dev.simrun.report;

import dev.simrun.run.CaseResult;
import dev.simrun.run.RunListener;
import dev.simrun.source.Location;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Lines by which GitHub Actions shows what did not pass beside the line of the scenario that says so: an error, or a
 * warning where it passed when it was run again.
 *
 * @see <a href="https://docs.github.com/actions/reference/workflow-commands-for-github-actions">Workflow commands</a>
 */
public final class GithubAnnotations implements RunListener {
    /** GitHub shows fewer of a job. */
    private static final int MOST = 50;

    /** Longest title and headline, in UTF-16 units. */
    private static final int LIMIT = 1000;

    private final Optional<Path> workspace;
    private final Secrets secrets;
    private final StringBuilder lines = new StringBuilder();
    private int count;

    /**
     * None yet.
     *
     * @param workspace the folder that GitHub names files from, if it is known
     * @param secrets what no line must tell
     */
    public GithubAnnotations(Optional<Path> workspace, Secrets secrets) {
        this.workspace = workspace.map(it -> it.toAbsolutePath().normalize());
        this.secrets = secrets;
    }

    @Override
    public synchronized void caseFinished(CaseResult result) {
        var cause = result.telling();
        if (cause.failures().isEmpty() || count == MOST) {
            return;
        }
        count++;
        var failure = cause.failures().getFirst();
        var at = failure.at();
        lines.append(result.isGood() ? "::warning file=" : "::error file=").append(property(file(at)));
        lines.append(",line=").append(at.line()).append(",col=").append(at.column());
        lines.append(",title=")
                .append(property(
                        text(result.verdict().word() + ": " + result.info().title())));
        lines.append("::").append(data(text(failure.headline()))).append('\n');
    }

    private String file(Location at) {
        var name = at.source().name();
        if (at.source().isStandardInput() || workspace.isEmpty()) {
            return name;
        }
        var path = Path.of(name).toAbsolutePath().normalize();
        return path.startsWith(workspace.get())
                ? workspace.get().relativize(path).toString().replace('\\', '/')
                : name;
    }

    private String text(String text) {
        return PlainText.cut(PlainText.oneLine(secrets.masked(text)), LIMIT);
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** All, in whole lines. */
    public synchronized String text() {
        return lines.toString();
    }
}
