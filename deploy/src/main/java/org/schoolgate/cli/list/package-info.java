/** The commands about lists: {@code schoolgate lists ...}. Start reading at {@link org.schoolgate.cli.list.ListsCommand}. */
@NullMarked
package org.schoolgate.cli.list;

import org.jspecify.annotations.NullMarked;
