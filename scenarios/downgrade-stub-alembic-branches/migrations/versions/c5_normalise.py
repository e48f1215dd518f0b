"""One spelling for each city"""

import sqlalchemy as sa
from alembic import op

revision = "c5"
down_revision = "c4"


def upgrade():
    op.execute("UPDATE shop SET city = 'Town' WHERE city = 'town'")


def downgrade():
    raise NotImplementedError("the old spellings are not kept")
