package org.vavl.learning.experiment.tuning;

import java.util.List;

/**
 * What all searches came to.
 *
 * @param searches trial by trial, the networks in their order
 * @param halving with which all were made
 */
public record TuningResults(List<SearchResult> searches, Halving halving) {
    /** Copies the list. */
    public TuningResults {
        searches = List.copyOf(searches);
    }

    /** The candidate that a search chose. */
    public SearchResult.Entry chosen(SearchResult search) {
        return search.chosen(halving.rungs());
    }

    /** A network's searches. */
    List<SearchResult> of(String network) {
        return searches.stream()
                .filter(search -> search.network().equals(network))
                .toList();
    }
}
