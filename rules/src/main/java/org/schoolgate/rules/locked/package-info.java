/**
 * Locked lists: lists of illegal sites, supplied under agreement, which nothing lifts. Their addresses are kept as keyed
 * hashes alone, in a file of their own; what is shown of an entry is an id. Start at {@link
 * org.schoolgate.rules.locked.LockedList}, and at {@link org.schoolgate.rules.locked.LockedSource} for how one is made.
 */
@NullMarked
package org.schoolgate.rules.locked;

import org.jspecify.annotations.NullMarked;
