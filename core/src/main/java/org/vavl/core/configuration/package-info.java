/**
 * Configuration: YAML files that are laid over records.
 *
 * <p>A configuration is a record, and its default is a value of that record; nothing else knows a default.
 * {@link org.vavl.core.configuration.ConfigurationReader} lays what a file says over such a value, checks names and
 * types, and reports all problems at once; {@link org.vavl.core.configuration.ConfigurationWriter} writes a record so
 * that it can be read again. {@link org.vavl.core.configuration.YamlTree} reads YAML that is not trusted, and
 * {@link org.vavl.core.configuration.NearestName} answers "did you mean" for everything that has a name.
 *
 * <p>The format follows from the record: a component is a key of the same name, a nested record a section, an enum's
 * constant its name in lower case with hyphens, an {@link java.util.Optional} a key that may be missing, a boolean
 * without a default a switch that is off unless the file says otherwise, and a sealed interface (with Jackson's
 * {@code @JsonSubTypes}) a section whose key {@code type} says which record it is. What is made in another way brings a
 * {@link org.vavl.core.configuration.ValueFormat}.
 */
@NullMarked
package org.vavl.core.configuration;

import org.jspecify.annotations.NullMarked;
