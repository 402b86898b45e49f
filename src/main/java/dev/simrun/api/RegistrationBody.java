package dev.simrun.api;

import dev.simrun.sim.Input.Registration;
import dev.simrun.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The body of a registration as Go's decoder takes it: a mapping, or null, in which the names of fields are read in any
 * case and null stands for what is left out. Of several values of a wrong type it names the first (WIRE.md §3.2).
 */
final class RegistrationBody {
    private static final String STRUCT =
            "struct { handler.RegisterRequest; ConfigurationKeys []string \"json:\\\"configurationKeys\\\"\" }";

    private List<String> events = List.of();
    private List<String> configurationKeys = List.of();
    private Optional<String> complaint = Optional.empty();

    private RegistrationBody() {}

    static Registration read(Bytes body) {
        var malformed = GoSyntax.complaint(body);
        return malformed
                .<Registration>map(Registration.Malformed::new)
                .orElseGet(() -> new RegistrationBody().read(Json.lenient(body)));
    }

    private Registration read(JsonNode root) {
        if (root.isObject()) {
            root.properties().forEach(field -> take(field.getKey(), field.getValue()));
        } else if (!root.isNull()) {
            complain(root, "value", STRUCT);
        }
        if (complaint.isPresent()) {
            return new Registration.Malformed(complaint.get());
        }
        return configurationKeys.isEmpty() ? new Registration.Events(events) : new Registration.ConfigurationKeys();
    }

    private void take(String name, JsonNode value) {
        if (name.equalsIgnoreCase("events")) {
            texts(value, "struct field .RegisterRequest.events", "core.Event", all -> events = all);
        } else if (name.equalsIgnoreCase("configurationKeys")) {
            texts(value, "struct field .configurationKeys", "string", all -> configurationKeys = all);
        }
    }

    private void texts(JsonNode value, String where, String type, Consumer<List<String>> taker) {
        if (!value.isArray()) {
            if (value.isNull()) {
                taker.accept(List.of());
            } else {
                complain(value, where, "[]" + type);
            }
            return;
        }
        var all = new ArrayList<String>();
        for (var element : value) {
            if (!element.isString() && !element.isNull()) {
                complain(element, where, type);
            }
            all.add(element.isString() ? Json.text(element) : "");
        }
        taker.accept(all);
    }

    private void complain(JsonNode found, String where, String type) {
        complaint = complaint.or(() ->
                Optional.of("json: cannot unmarshal " + Json.goName(found) + " into Go " + where + " of type " + type));
    }
}
