// Stands for com.intellij.openapi.components.Storage: IntelliJ Platform 253 (2025.3), read at commit dc51c73, without what the plugin does not set.
package com.intellij.openapi.components;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

@Retention(RetentionPolicy.RUNTIME)
public @interface Storage {
    String value() default "";

    RoamingType roamingType() default RoamingType.DEFAULT;
}
