/** How the admin process and what it looks after are, in words that say what to do. */
@NullMarked
package org.schoolgate.admin.health;

import org.jspecify.annotations.NullMarked;
