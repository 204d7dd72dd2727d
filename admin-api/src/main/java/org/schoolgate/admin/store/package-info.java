/**
 * The only SQL. Each store that a resource needs is an interface in that resource's package, and is kept here; {@link
 * org.schoolgate.admin.store.Database} opens the database and hands the stores out.
 */
@NullMarked
package org.schoolgate.admin.store;

import org.jspecify.annotations.NullMarked;
