// Stands for com.intellij.openapi.options.ConfigurationException: IntelliJ Platform 253 (2025.3), read at commit 1534356.
package com.intellij.openapi.options;

public class ConfigurationException extends Exception {
    public ConfigurationException(String message) { super(message); }
}
