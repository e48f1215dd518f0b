import sqlalchemy as sa
from alembic import op

from migrations.helpers import names

revision = "0001"
down_revision = None


def upgrade():
    op.create_table("kinds", *(sa.Column(name, sa.Text) for name in names()))


def downgrade():
    op.drop_table("kinds")
