/**
 * What school systems export, read: people as CSV or as a folder of OneRoster, devices as CSV. Nothing is kept here and
 * nothing is changed; a file with mistakes is refused whole, with the line and column of each. Start at {@link
 * org.schoolgate.admin.roster.RosterReader}.
 */
@NullMarked
package org.schoolgate.admin.roster;

import org.jspecify.annotations.NullMarked;
