// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's

namespace pgstair {

/// SHA-256 of what is added, for what must not be taken for something else. (What only tells that
/// something was damaged is Checksum, which costs less.)
class Digest {
 public:
  Digest();

  void add(std::string_view bytes);

  /// Sixty-four hexadecimal digits. Nothing can be added after it.
  std::string text();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// That of one text.
std::string digest_of(std::string_view bytes);

}  // namespace pgstair
