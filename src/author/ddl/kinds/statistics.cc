// SPDX-License-Identifier: MIT
#include "author/ddl/kinds/writers.h"

namespace pgstair::author {

void write_statistics(const Entry& statistics, const Context&, Written& written) {
  written.add(statistics["definition"] + ";");
  if (statistics.has("target")) {
    written.add("ALTER STATISTICS " + statistics.name() + " SET STATISTICS " +
                statistics["target"] + ";");
  }
}

}  // namespace pgstair::author
