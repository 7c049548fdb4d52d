// Stands for com.intellij.openapi.ui.DialogWrapper: IntelliJ Platform 253 (2025.3), read at commit 4ef3071, an older one.
package com.intellij.openapi.ui;

import com.intellij.openapi.project.Project;
import javax.swing.Action;
import javax.swing.JComponent;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public abstract class DialogWrapper {
    public static final int OK_EXIT_CODE = 0;

    protected DialogWrapper(@Nullable Project project, boolean canBeParent) { throw new AssertionError(); }

    protected void init() { throw new AssertionError(); }

    protected abstract @Nullable JComponent createCenterPanel();

    public @Nullable JComponent getPreferredFocusedComponent() { throw new AssertionError(); }

    protected Action @NotNull [] createActions() { throw new AssertionError(); }

    protected @NotNull Action getCancelAction() { throw new AssertionError(); }

    public String getTitle() { throw new AssertionError(); }

    public void setTitle(String title) { throw new AssertionError(); }

    public void show() { throw new AssertionError(); }

    public final void close(int exitCode) { throw new AssertionError(); }

    protected void dispose() { throw new AssertionError(); }
}
