package dev.simrun.picture;

import java.time.Duration;
import java.util.List;

/**
 * What a case's timeline shows when it is drawn.
 *
 * @param lanes the environment, its runtime, its extensions in the order in which they started; what else there is
 *     follows
 * @param laneOfEvent for each event of the timeline the position of its lane
 * @param end when the last thing ended, since the case began
 * @param mostlyIdle whether nobody was at work for more than 60 % of the time
 */
public record Picture(
        List<Lane> lanes,
        List<Integer> laneOfEvent,
        List<Phase> phases,
        List<Freeze> freezes,
        List<Budget> budgets,
        List<Pin> pins,
        List<Sentence> sentences,
        Duration end,
        boolean mostlyIdle) {}
