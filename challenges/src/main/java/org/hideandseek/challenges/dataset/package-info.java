/**
 * Makes cohorts of clinical data as hospitals and archives publish them. An importer reads one
 * format, stay by stay where a stay's rows stand together, and through buckets on disk where they
 * do not, so that memory does not grow with the measurements. What comes out appears at once,
 * whole.
 */
package org.hideandseek.challenges.dataset;
