/**
 * What the lists say about a host, compiled to a file and looked up there. Start reading at {@link
 * org.schoolgate.rules.index.Index}; the file is described in
 * {@code docs/architecture/index-file.md}.
 */
@NullMarked
package org.schoolgate.rules.index;

import org.jspecify.annotations.NullMarked;
