// SPDX-License-Identifier: MIT
#include "support/digest.h"

#include <openssl/evp.h>

#include <array>

#include "support/errors.h"

namespace pgstair {

Digest::Digest() : context_(::EVP_MD_CTX_new()) {
  ensure(context_ && ::EVP_DigestInit_ex(context_.get(), ::EVP_sha256(), nullptr) == 1,
         "OpenSSL has SHA-256");
}

void Digest::Free::operator()(evp_md_ctx_st* context) const { ::EVP_MD_CTX_free(context); }

void Digest::add(std::string_view bytes) {
  ensure(::EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1, "a digest goes on");
}

std::string Digest::text() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned count = 0;
  ensure(::EVP_DigestFinal_ex(context_.get(), bytes.data(), &count) == 1, "a digest ends");
  constexpr const char* digits = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < count; ++i) {
    text += digits[bytes[i] >> 4U];
    text += digits[bytes[i] & 15U];
  }
  return text;
}

std::string digest_of(std::string_view bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.text();
}

}  // namespace pgstair
