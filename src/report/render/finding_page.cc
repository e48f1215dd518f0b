// SPDX-License-Identifier: MIT
#include <string>

#include "report/render/render.h"

namespace pgstair::report {

std::string render_finding_page(const FindingKind& kind) {
  const std::string code(kind.code);
  return "# " + std::string(kind.title) + "\n\n`" + code + "` · " +
         std::string(to_string(kind.severity)) + " · check `" + std::string(kind.check) + "`\n\n" +
         std::string(kind.means) + "\n\n**What to do.** " + std::string(kind.remedy) +
         "\n\n**If you accept it,** say why, in the migration:\n\n    -- pgstair: allow " + code +
         " the reason why\n\nor in `pgstair.toml`:\n\n    [[allow]]\n    code = \"" + code +
         "\"\n    reason = \"the reason why\"\n";
}

}  // namespace pgstair::report
