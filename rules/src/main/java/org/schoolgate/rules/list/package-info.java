/**
 * Reads lists as their makers publish them, and tells what could not be read, by line. Start reading at {@link
 * org.schoolgate.rules.list.SourceReader}; a new format is a {@link org.schoolgate.rules.list.ListReader} and a constant
 * of {@link org.schoolgate.rules.list.ListFormat}.
 */
@NullMarked
package org.schoolgate.rules.list;

import org.jspecify.annotations.NullMarked;
