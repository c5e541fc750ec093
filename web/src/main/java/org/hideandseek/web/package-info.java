package org.hideandseek.web;
