package org.schoolgate.rules.list;

/**
 * How a source is to be read where that is for whoever loads it to say.
 *
 * @param takesSuffixes whether it may name public suffixes, below which everybody may have a name, such as {@code co.uk}
 * @param namesAlone whether its names mean themselves alone and not what is below them; only for hosts lists, since every
 *     other format says itself what its names mean
 */
public record ReadingOptions(boolean takesSuffixes, boolean namesAlone) {
    /** Without suffixes; names mean what is below them too. */
    public static final ReadingOptions STANDARD = new ReadingOptions(false, false);
}
