// SPDX-License-Identifier: MIT
#include "seed/load/pinned_settings.h"

namespace pgstair::seed {

std::string pinned_settings() {
  return "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = "
         "postgres; SET LOCAL standard_conforming_strings = on; SET LOCAL statement_timeout = 0; "
         "SET "
         "LOCAL client_min_messages = error; SET CONSTRAINTS ALL IMMEDIATE";
}

void pin_settings(postgres::Session& session) { session.execute(pinned_settings()); }

}  // namespace pgstair::seed
