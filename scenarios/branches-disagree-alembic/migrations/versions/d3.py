"""merge"""
revision = "d3"
down_revision = ("b2", "c2")


def upgrade():
    pass


def downgrade():
    pass
