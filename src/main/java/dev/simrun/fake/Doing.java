package dev.simrun.fake;

import dev.simrun.event.Ending;
import dev.simrun.scenario.Action;
import dev.simrun.scenario.Content;
import dev.simrun.scenario.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out the actions of a list.
 *
 * @param scope what they have bound
 * @param own does those that a runtime and an extension do each in their way
 */
record Doing(Behaviour behaviour, Scope scope, Own own) {
    Doing(Behaviour behaviour, Own own) {
        this(behaviour, new Scope(Map.of()), own);
    }

    /** What a runtime or an extension does of actions that are its own, whatever the API says to it. */
    @FunctionalInterface
    interface Own {
        void act(LambdaClient client, Action action, Scope scope) throws IOException, InterruptedException;
    }

    /** Gives the fake's end, if an action is that. */
    Optional<Ending> run(LambdaClient client, List<Action> actions) throws IOException, InterruptedException {
        for (int i = 0; i < actions.size(); i++) {
            var action = actions.get(i);
            if (action instanceof Action.Next) {
                var rest = actions.subList(i + 1, actions.size());
                behaviour.beside(other -> run(other, rest));
                return Optional.empty();
            }
            var end = act(client, action);
            if (end.isPresent()) {
                return end;
            }
        }
        return Optional.empty();
    }

    private Optional<Ending> act(LambdaClient client, Action action) throws IOException, InterruptedException {
        switch (action) {
            case Action.Anywhere usual -> {
                return behaviour.act(usual);
            }
            case Action.Send(var request) -> {
                var answer = Content.of(client.send(request.request(scope)));
                request.common().as().ifPresent(name -> scope.bind(name, answer));
            }
            case Action.Delay(var length) -> behaviour.pause(length);
            case Action.Print(var lines) -> lines.in(scope).forEach(behaviour::print);
            case Action.Next _, Action.Do _ -> throw new IllegalStateException("in a list: " + action);
            case Action.Register _,
                    Action.Reply _,
                    Action.Stream _,
                    Action.Fail _,
                    Action.InitError _,
                    Action.ExitError _ -> own.act(client, action, scope);
        }
        return Optional.empty();
    }
}
