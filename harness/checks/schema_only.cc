// SPDX-License-Identifier: MIT
#include "checks/schema_only.h"

#include <set>
#include <string>
#include <vector>

#include "checks/findings.h"
#include "support/text.h"

namespace pgstair::checks {

walk::CheckOutcome SchemaOnly::judge(const walk::RevisionRecord& record) {
  if (!record.up) return not_checked(record.not_run);
  if (!record.up->outcome.ok()) return not_checked("the upgrade fails");
  if (!record.written_tables)
    return not_checked("the server's statistics do not tell which tables were written to");
  std::set<std::string> tables(record.written_tables->begin(), record.written_tables->end());
  if (record.rows && record.rows->written_tables)
    tables.insert(record.rows->written_tables->begin(), record.rows->written_tables->end());
  if (tables.empty()) return judged({});
  const std::vector<std::string> names(tables.begin(), tables.end());
  auto told = finding("rows-in-schema-only-chain", record.revision->id,
                      "The upgrade writes rows of " + join(names, ", ") +
                          (names.size() == 1 ? ", which was" : ", which were") + " there before it",
                      {record.revision->file});
  told.object = "table " + names.front();
  told.check = check;
  return judged({std::move(told)});
}

}  // namespace pgstair::checks
