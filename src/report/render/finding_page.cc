// SPDX-License-Identifier: MIT
#include <string>

#include "report/finding_example.h"
#include "report/render/render.h"

namespace pgstair::report {

namespace {

std::string block(std::string_view language, std::string_view text) {
  return "```" + std::string(language) + "\n" + std::string(text) + "```\n\n";
}

/// What is reported, and the same mended.
std::string example_text(std::string_view code) {
  const FindingExample* example = finding_example(code);
  if (example == nullptr) return {};
  return "Reported:\n\n" + block(example->language, example->bad) + "Mended:\n\n" +
         block(example->language, example->mended);
}

}  // namespace

std::string render_finding_page(const FindingKind& kind) {
  const std::string code(kind.code);
  return "# " + std::string(kind.title) + "\n\n`" + code + "` · " +
         std::string(to_string(kind.severity)) + " · check `" + std::string(kind.check) + "`\n\n" +
         example_text(code) + "**In production.** " + std::string(kind.means) +
         "\n\n**What to do.** " + std::string(kind.remedy) +
         "\n\n**If you accept it,** say why, in the migration:\n\n    -- pgstair: allow " + code +
         " the reason why\n\nor in `pgstair.toml`:\n\n    [[allow]]\n    code = \"" + code +
         "\"\n    reason = \"the reason why\"\n";
}

}  // namespace pgstair::report
