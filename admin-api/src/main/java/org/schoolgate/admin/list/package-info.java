/**
 * What hosts are known: the manager's own entries, which act at once, and the sources, whose lists are uploaded whole.
 * Start at {@link org.schoolgate.admin.list.EntryResource} and {@link org.schoolgate.admin.list.SourceResource}.
 */
@NullMarked
package org.schoolgate.admin.list;

import org.jspecify.annotations.NullMarked;
