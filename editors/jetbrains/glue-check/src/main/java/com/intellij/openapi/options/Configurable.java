// Stands for com.intellij.openapi.options.Configurable: IntelliJ Platform 253 (2025.3), read at commit 4068f1b.
package com.intellij.openapi.options;

public interface Configurable extends UnnamedConfigurable {
    String getDisplayName();
}
