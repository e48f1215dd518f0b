// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace pgstair::chain {

/// Expands shell-like variables in one line, as goose's ENVSUB does (mfridman/interpolate v0.0.2,
/// parser.go and README.md): `$NAME`, `${NAME}`, `${NAME:-word}` (unset or empty), `${NAME-word}`
/// (unset), `${NAME?message}`; `$$` and `\$` are a dollar, so `$$` bodies become `$`, as with
/// goose;
/// `$(` stays. `${NAME:offset:length}` is not supported and stays as it is.
///
/// Values come from `variables`, then from the environment. A name without value or default is
/// given to `unset` with its column, which counts from 1, and becomes nothing.
std::string expand_variables(std::string_view line,
                             const std::map<std::string, std::string>& variables,
                             const std::function<void(const std::string& name, int column)>& unset);

}  // namespace pgstair::chain
