/**
 * The people of the school, their classes and devices: what is kept of them, imported, edited, recorded, and handed to
 * gateways without names. Start at {@link org.schoolgate.admin.people.PersonResource} and {@link
 * org.schoolgate.admin.people.PeopleImport}.
 */
@NullMarked
package org.schoolgate.admin.people;

import org.jspecify.annotations.NullMarked;
