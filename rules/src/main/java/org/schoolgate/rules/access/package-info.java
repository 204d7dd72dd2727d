/**
 * What pupils and staff did on the web, one record an exchange, and the files that hold it. Start at {@link
 * org.schoolgate.rules.access.AccessRecord}; {@link org.schoolgate.rules.access.SegmentWriter} and {@link
 * org.schoolgate.rules.access.AccessSearch} meet only in the files.
 */
@NullMarked
package org.schoolgate.rules.access;

import org.jspecify.annotations.NullMarked;
