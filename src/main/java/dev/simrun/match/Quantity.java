package dev.simrun.match;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.POJONode;

/** Something with an order: a number (a size is one, in bytes), a duration or a timestamp. */
sealed interface Quantity {
    record Amount(BigDecimal value) implements Quantity {}

    record Span(Duration value) implements Quantity {}

    record Moment(Instant value) implements Quantity {}

    /** An operand: its texts are literals. Empty if it has no order. */
    static Optional<Quantity> expected(JsonNode operand) {
        if (!operand.isString()) {
            return actual(operand);
        }
        var text = operand.stringValue();
        return Literals.duration(text)
                .<Quantity>map(Span::new)
                .or(() -> Literals.sizeBytes(text).map(bytes -> new Amount(BigDecimal.valueOf(bytes))))
                .or(() -> actual(operand));
    }

    /** An actual value, whose texts are nothing but text, timestamps apart. */
    static Optional<Quantity> actual(JsonNode value) {
        if (value.isString()) {
            return timestamp(value.stringValue()).map(Moment::new);
        }
        return number(value).<Quantity>map(Amount::new).or(() -> duration(value).map(Span::new));
    }

    /** The upper bound that a matcher sets for durations. */
    static Optional<Duration> limit(Matcher matcher) {
        return matcher instanceof Matcher.Compare compare
                        && compare.order().isUpper()
                        && expected(compare.operand()).orElseThrow() instanceof Span(var bound)
                ? Optional.of(bound)
                : Optional.empty();
    }

    static Optional<Duration> duration(JsonNode value) {
        return value instanceof POJONode pojo && pojo.getPojo() instanceof Duration duration
                ? Optional.of(duration)
                : Optional.empty();
    }

    /** Exact, so that large integers keep their last digit; empty also for NaN and infinities. */
    static Optional<BigDecimal> number(JsonNode value) {
        return value instanceof NumericNode number && !number.isNaN()
                ? Optional.of(value.decimalValue())
                : Optional.empty();
    }

    /** ISO 8601 with date, time and offset, as the Telemetry API writes it. */
    static Optional<Instant> timestamp(String text) {
        // an exception for each ordinary text would be slow
        if (text.length() < "2026-01-01T00:00Z".length() || text.charAt(10) != 'T') {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATimestamp) {
            // the only way the JDK has to say so
            return Optional.empty();
        }
    }

    /** As in compareTo; empty if the two are of different kinds. */
    default OptionalInt compare(Quantity other) {
        return switch (this) {
            case Amount(var value) when other instanceof Amount(var its) -> OptionalInt.of(value.compareTo(its));
            case Span(var value) when other instanceof Span(var its) -> OptionalInt.of(value.compareTo(its));
            case Moment(var value) when other instanceof Moment(var its) -> OptionalInt.of(value.compareTo(its));
            case Amount _, Span _, Moment _ -> OptionalInt.empty();
        };
    }

    default String kind() {
        return switch (this) {
            case Amount ignored -> "a number";
            case Span ignored -> "a duration";
            case Moment ignored -> "a timestamp";
        };
    }
}
