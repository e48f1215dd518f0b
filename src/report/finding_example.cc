// SPDX-License-Identifier: MIT
#include "report/finding_example.h"

#include <algorithm>

namespace pgstair::report {

namespace {

std::vector<FindingExample> all_examples() {
  std::vector<FindingExample> all;
  for (const auto& some : {examples_of_chains(), examples_of_upgrades(), examples_of_downgrades(),
                           examples_of_rows(), examples_of_squashes(), examples_of_texts()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace

const FindingExample* finding_example(std::string_view code) {
  static const std::vector<FindingExample> all = all_examples();
  const auto found = std::ranges::find(all, code, &FindingExample::code);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace pgstair::report
