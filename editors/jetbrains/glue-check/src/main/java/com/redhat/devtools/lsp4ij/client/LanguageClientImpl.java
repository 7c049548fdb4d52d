// Stands for com.redhat.devtools.lsp4ij.client.LanguageClientImpl: LSP4IJ 0.20, read at commit 0ebc3a9.
package com.redhat.devtools.lsp4ij.client;

import com.intellij.openapi.Disposable;
import com.intellij.openapi.project.Project;
import com.redhat.devtools.lsp4ij.ServerStatus;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public class LanguageClientImpl implements LanguageClient, Disposable {
    public LanguageClientImpl(Project project) { throw new AssertionError(); }

    public Project getProject() { throw new AssertionError(); }

    @Override
    public void telemetryEvent(Object object) { throw new AssertionError(); }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams requestParams) { throw new AssertionError(); }

    @Override
    public void showMessage(MessageParams messageParams) { throw new AssertionError(); }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams diagnostics) { throw new AssertionError(); }

    @Override
    public void logMessage(MessageParams message) { throw new AssertionError(); }

    @Nullable
    protected Object createSettings() { throw new AssertionError(); }

    protected void triggerChangeConfiguration() { throw new AssertionError(); }

    public void handleServerStatusChanged(@NotNull ServerStatus serverStatus) { throw new AssertionError(); }

    @Override
    public void dispose() { throw new AssertionError(); }
}
