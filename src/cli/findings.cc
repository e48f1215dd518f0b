// SPDX-License-Identifier: MIT
#include <iostream>
#include <memory>
#include <string>

#include "cli/command.h"
#include "report/finding_catalog.h"
#include "report/render/render.h"
#include "support/errors.h"
#include "support/text.h"

namespace pgstair::cli {

namespace {

void list_findings() {
  for (const auto& kind : report::finding_catalog()) {
    std::cout << kind.code << std::string(kind.code.size() < 28 ? 28 - kind.code.size() : 1, ' ')
              << report::to_string(kind.severity)
              << std::string(8 - report::to_string(kind.severity).size(), ' ') << kind.title
              << '\n';
  }
}

void explain(const std::string& code) {
  std::vector<std::string> codes;
  for (const auto& kind : report::finding_catalog()) {
    if (kind.code == code) {
      std::cout << report::render_finding_page(kind);
      return;
    }
    codes.emplace_back(kind.code);
  }
  const auto near = nearest(code, codes);
  throw UsageError("there is no finding '" + code + "'" +
                   (near ? "; did you mean '" + *near + "'?" : ""));
}

}  // namespace

void add_findings(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("findings", "List the findings pgstair may report, or explain one");
  const auto code = std::make_shared<std::string>();
  command->add_option("code", *code, "The finding to explain, as Markdown")->type_name("CODE");
  command->callback([code, &chosen] {
    chosen = [code] {
      if (code->empty()) {
        list_findings();
      } else {
        explain(*code);
      }
      return ExitCode::success;
    };
  });
}

}  // namespace pgstair::cli
