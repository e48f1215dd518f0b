import sqlalchemy as sa
from alembic import op

from shop.limits import LONGEST
from shop.models import State

revision = "0001"
down_revision = None


def upgrade():
    assert State.new
    op.create_table(
        "roles",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(LONGEST), nullable=False),
    )


def downgrade():
    op.drop_table("roles")
