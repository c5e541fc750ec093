package org.hideandseek.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * All tests of a class, in H2 and again in PostgreSQL; its parameter are {@link EmptyDatabases}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "in {0}")
@ArgumentsSource(EmptyDatabases.Both.class)
public @interface OnBothDatabases {}
