@echo off
setlocal
@node "%~dp0pulumi-resource-whatsapp" %*
