package dev.simrun.report;

import java.util.List;

/**
 * Which part of a plan a run was, where several machines share the cases.
 *
 * @param index which of the parts, from 1
 * @param count how many parts there are
 * @param plan the same for all parts of a plan, and for no other: it stands for the identifiers of all cases, in their
 *     order, and for the number of parts
 * @param total how many cases the plan has
 * @param cases the places in the plan of those that were run, from 1, in their order
 */
public record Shard(int index, int count, String plan, int total, List<Integer> cases) {
    public Shard {
        cases = List.copyOf(cases);
    }
}
