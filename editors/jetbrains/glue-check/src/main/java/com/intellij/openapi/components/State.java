// Stands for com.intellij.openapi.components.State: IntelliJ Platform 253 (2025.3), read at commit 4a0cc26, without what the plugin does not set.
package com.intellij.openapi.components;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

@Retention(RetentionPolicy.RUNTIME)
public @interface State {
    String name();

    Storage[] storages() default {};
}
