// Stands for com.intellij.openapi.command.WriteCommandAction: IntelliJ Platform 253 (2025.3), platform/core-api, read at commit 04e57e4; the other overloads make the call ambiguous or not, so they stand here, too.
package com.intellij.openapi.command;

import com.intellij.openapi.project.Project;
import com.intellij.openapi.util.Computable;
import com.intellij.openapi.util.ThrowableComputable;
import com.intellij.psi.PsiFile;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public abstract class WriteCommandAction<T> {
    public static void runWriteCommandAction(Project project, @NotNull Runnable runnable) { throw new AssertionError(); }

    public static void runWriteCommandAction(Project project, @Nullable String commandName, @Nullable String groupID, @NotNull Runnable runnable, @NotNull PsiFile... files) { throw new AssertionError(); }

    public static <T> T runWriteCommandAction(Project project, @NotNull Computable<T> computable) { throw new AssertionError(); }

    public static <T, E extends Throwable> T runWriteCommandAction(Project project, @NotNull ThrowableComputable<T, E> computable) throws E { throw new AssertionError(); }
}
