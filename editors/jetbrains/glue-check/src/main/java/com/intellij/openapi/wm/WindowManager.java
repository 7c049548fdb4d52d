// Stands for com.intellij.openapi.wm.WindowManager: IntelliJ Platform 253 (2025.3), read at commit fa81465.
package com.intellij.openapi.wm;

import com.intellij.openapi.project.Project;
import org.jetbrains.annotations.NotNull;

public abstract class WindowManager {
    public static WindowManager getInstance() { throw new AssertionError(); }

    public abstract StatusBar getStatusBar(@NotNull Project project);
}
