// SPDX-License-Identifier: MIT
#include "checks/declared_losses.h"

#include <algorithm>

namespace pgstair::checks {

bool covers(const std::string& declared, const catalog::Identity& object) {
  const auto names = [&](const std::string& name) {
    return name == declared || name.ends_with("." + declared);
  };
  const std::string full =
      object.owner.empty() ? object.schema + "." + object.name : object.owner + "." + object.name;
  return names(full) || (!object.owner.empty() && names(object.owner));
}

bool is_declared(const chain::Revision& revision, const catalog::Identity& object) {
  return std::ranges::any_of(revision.losses, [&](const chain::DeclaredLoss& loss) {
    return covers(loss.object, object);
  });
}

}  // namespace pgstair::checks
