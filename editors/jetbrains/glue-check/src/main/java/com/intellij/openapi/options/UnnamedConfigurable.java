// Stands for com.intellij.openapi.options.UnnamedConfigurable: IntelliJ Platform 253 (2025.3), read at commit 50c7f9c.
package com.intellij.openapi.options;

import javax.swing.JComponent;
import org.jetbrains.annotations.Nullable;

public interface UnnamedConfigurable {
    @Nullable JComponent createComponent();

    boolean isModified();

    void apply() throws ConfigurationException;

    default void reset() { }

    default void disposeUIResources() { }
}
