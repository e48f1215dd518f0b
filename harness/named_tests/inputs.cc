// SPDX-License-Identifier: MIT
#include "named_tests/inputs.h"

#include "prefix/validity.h"
#include "prefix/what_decides.h"
#include "verify/verify.h"

namespace pgstair::named_tests {

std::string inputs_of(const verify::Options& options, const Request& request) {
  if (verify::is_alembic(options)) return {};
  prefix::Inputs inputs = prefix::what_decides(options);
  const auto validity = prefix::validity_of(prefix::texts_of(options));
  if (inputs.unseen() || validity.outside) return {};
  inputs.add("flags", request.flags);
  inputs.add("day", validity.only_on);
  return inputs.key();
}

}  // namespace pgstair::named_tests
