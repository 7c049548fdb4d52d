// Stands for com.intellij.openapi.options.ShowSettingsUtil: IntelliJ Platform 253 (2025.3), as found by search (file 5350068306).
package com.intellij.openapi.options;

import com.intellij.openapi.project.Project;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public abstract class ShowSettingsUtil {
    public static ShowSettingsUtil getInstance() { throw new AssertionError(); }

    public abstract <T extends Configurable> void showSettingsDialog(@Nullable Project project, @NotNull Class<T> toSelect);

    public abstract void showSettingsDialog(@Nullable Project project, @NotNull String nameToSelect);
}
