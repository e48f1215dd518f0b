// SPDX-License-Identifier: MIT
#include <string>

#include "fuzz/readers.h"
#include "fuzz/refusals.h"
#include "postgres/connection_string.h"
#include "postgres/hidden_passwords.h"

namespace pgstair::fuzz {

namespace {

void read(const std::string& text) {
  const auto address = postgres::ConnectionString::parse(text);
  // Both notations are read as what they were written from.
  const std::string conninfo = address.conninfo();
  ensure(postgres::ConnectionString::parse(conninfo).conninfo() == conninfo,
         "an address stays what it is in libpq's notation");
  ensure(postgres::ConnectionString::parse(address.url()).conninfo() == conninfo,
         "an address stays what it is as a URL");
  const auto password = address.get("password");
  if (!password || password->empty() || *password == "***") return;
  const auto shown = postgres::ConnectionString::parse(postgres::without_password(text));
  ensure(shown.get("password") == "***", "an address is shown without its password");
}

}  // namespace

void read_address(std::string_view bytes) {
  const std::string text(bytes);
  (void)postgres::ConnectionString::is_meant_by(text);
  (void)postgres::hide_passwords(text);
  may_refuse([&] { read(text); });
}

}  // namespace pgstair::fuzz
