/**
 * Kinds of files, as far as a name and a declared type tell them: what is in a file is not looked at. Start at {@link
 * org.schoolgate.rules.file.FileFacts}.
 */
@NullMarked
package org.schoolgate.rules.file;

import org.jspecify.annotations.NullMarked;
