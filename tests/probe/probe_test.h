// SPDX-License-Identifier: MIT
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "installation_under_test.h"
#include "postgres/session.h"
#include "probe/probe.h"
#include "server/disposable_server.h"
#include "support/text.h"

namespace pgstair::probe {

/// A real server for the tests of this folder, started by the first that asks.
inline postgres::ScratchDatabases& databases() {
  static server::DisposableServer server(
      {.installation = installation_under_test(), .keep = false, .locale = {}});
  return server;
}

/// "enforced check t_a_check" or "shadowed unique u (by p)", a line a constraint.
inline std::string verdicts(const std::string& schema) {
  const auto database = databases().create();
  postgres::Session session(database->conninfo());
  session.execute(schema);
  std::string text;
  for (const auto& result : probe(database->conninfo(), {})) {
    text += std::string(to_string(result.verdict)) + " " + result.kind + " " + result.name +
            (result.reason.empty() ? "" : " (" + result.reason + ")") + "\n";
  }
  return text;
}

/// The lines of `text` that are not "enforced" or "implied".
inline std::string doubtful(const std::string& text) {
  std::string rest;
  for (const auto line : split(text, '\n')) {
    if (line.empty() || line.starts_with("enforced ") || line.starts_with("implied ")) continue;
    rest += std::string(line) + "\n";
  }
  return rest;
}

/// The lines of `text` that have `part` in them.
inline std::string lines_with(const std::string& part, const std::string& text) {
  std::string found;
  for (const auto line : split(text, '\n')) {
    if (line.find(part) != std::string_view::npos) found += std::string(line) + "\n";
  }
  return found;
}

}  // namespace pgstair::probe
