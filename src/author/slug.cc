// SPDX-License-Identifier: MIT
#include "author/slug.h"

#include "support/errors.h"
#include "support/text.h"

namespace pgstair::author {

std::string slug(std::string_view message) {
  std::string result;
  for (const char c : lower(message)) {
    const bool kept =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (kept) {
      result += c;
    } else if (!result.empty() && result.back() != '_') {
      result += '_';
    }
  }
  while (result.ends_with('_')) result.pop_back();
  if (result.empty())
    throw UsageError("the message '" + std::string(message) +
                     "' has no letter or digit to name a file by");
  return result;
}

}  // namespace pgstair::author
