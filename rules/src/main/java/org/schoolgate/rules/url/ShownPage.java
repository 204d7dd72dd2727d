package org.schoolgate.rules.url;

/**
 * A page that a site shows in an address of its own: what a translator, a cache, an archive or a web proxy is asked for.
 *
 * @param isTheSitesPurpose whether the site is known to show whatever page it is asked for; else the address merely has
 *     the shape of one of a web proxy, and may mean something harmless, such as a picture to be made smaller
 */
public record ShownPage(WebUrl page, boolean isTheSitesPurpose) {}
